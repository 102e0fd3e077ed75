// PostgreSQL, reachable from the network of the apps only.
param name string
param location string
param subnet string
param zone string

@secure()
param password string

param size string
param tier string
param storageGigabytes int

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: size, tier: tier }
  properties: {
    version: '16'
    administratorLogin: 'nightjar'
    administratorLoginPassword: password
    storage: { storageSizeGB: storageGigabytes, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'ZoneRedundant' }
    network: { delegatedSubnetResourceId: subnet, privateDnsZoneArmResourceId: zone }
  }
}

// The search adds these two extensions in a migration; Azure lets nobody add what is not on this list.
resource extensions 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'azure.extensions'
  properties: { value: 'PG_TRGM,BTREE_GIN', source: 'user-override' }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'nightjar'
  // one change of the server at a time, and before the first migration
  dependsOn: [ extensions ]
  properties: { charset: 'UTF8', collation: 'C.utf8' }
}

output host string = server.properties.fullyQualifiedDomainName
